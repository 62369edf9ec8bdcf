package io.colleckt.auth.token;

/** With what do the secrets of this workspace begin? */
public record ReadPrefixes(int workspaceId) {}
