/** The dashboard in a real browser: what it promises to those who use it, and to no one else. */
package io.colleckt.auth.dashboard;
