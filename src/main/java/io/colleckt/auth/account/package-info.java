/**
 * Who may manage: workspaces, members with their roles, sessions, and the rules of who may do what.
 * Free of Vert.x.
 *
 * <p>May import: the JDK.
 */
package io.colleckt.auth.account;
