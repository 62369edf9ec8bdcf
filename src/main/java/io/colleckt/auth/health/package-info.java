/**
 * A node watches itself: whether it stood still, whether its clock jumped, whether its event loops
 * turn, whether the stores answer. What is wrong is told by {@code /health/ready} while it lasts;
 * what cannot mend itself ends the process, so that a supervisor starts another one. Imports the
 * bus and its words, and {@code metrics}.
 */
package io.colleckt.auth.health;
