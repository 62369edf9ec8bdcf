package io.colleckt.auth.leak;

import java.util.Optional;

/**
 * A public key of GitHub's secret scanning.
 *
 * @param pem as published; empty = GitHub knows no key of that name
 */
public record GithubKey(Optional<String> pem) {}
