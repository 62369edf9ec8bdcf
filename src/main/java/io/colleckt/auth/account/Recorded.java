package io.colleckt.auth.account;

/** It was done, and stands in the audit log. */
public record Recorded() {}
