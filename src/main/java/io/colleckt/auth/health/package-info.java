/**
 * A node watches itself: whether it stood still, whether its clock jumped, whether its event loops
 * turn, whether the stores answer. What is wrong is told by {@code /health/ready} while it lasts;
 * what cannot mend itself ends the process, so that a supervisor starts another one.
 *
 * <p>May import: {@code bus}, {@code token}, {@code metrics}, Vert.x core, Netty's event loops.
 */
package io.colleckt.auth.health;
