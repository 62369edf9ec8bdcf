package io.colleckt.auth.token;

/** All marks stand, in the Redis process of this namespace. */
public record MarksPlaced(String namespace) {}
