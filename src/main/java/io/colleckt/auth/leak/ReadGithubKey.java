package io.colleckt.auth.leak;

/**
 * Which key GitHub signs with under that name.
 *
 * @param id as the signed request gives it: nobody has shown anything yet
 */
public record ReadGithubKey(String id) {}
