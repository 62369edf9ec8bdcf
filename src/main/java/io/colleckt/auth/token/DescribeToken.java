package io.colleckt.auth.token;

/** What is the record of a token that has just been accepted? The token asks about itself. */
public record DescribeToken(int workspaceId, long id) {}
