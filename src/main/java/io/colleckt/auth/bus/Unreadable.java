package io.colleckt.auth.bus;

/**
 * Stands for a message of another node that says nothing to this one: of another version, unknown,
 * broken, too large, or held back by its sender.
 *
 * @param why part of a sentence, without anything of the message's content
 */
record Unreadable(String why) {}
