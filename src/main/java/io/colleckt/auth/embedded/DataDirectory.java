package io.colleckt.auth.embedded;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The one directory that holds all that the embedded stores keep, locked against a second use for
 * as long as it is open. The lock dies with the process, however that ends.
 *
 * <pre>
 * lock       held while open; names the process
 * passwords  of both servers
 * bin/       the unpacked programs
 * postgres/  the cluster        redis/  the append-only file
 * logs/      one log a server
 * </pre>
 *
 * <p>This class is threadsafe.
 */
public final class DataDirectory implements AutoCloseable {
  /**
   * Directories open in this JVM. Asked before the lock file is touched: closing any channel to it
   * would release a lock that this very process holds.
   */
  private static final Set<Path> OPEN = ConcurrentHashMap.newKeySet();

  private final Path root;
  private final FileChannel lock;
  private final Passwords passwords;

  private DataDirectory(Path root, FileChannel lock, Passwords passwords) {
    this.root = root;
    this.lock = lock;
    this.passwords = passwords;
  }

  /**
   * Opens the directory, making what is missing, with access for this user alone.
   *
   * @throws DataDirectoryInUse if a live process, this one included, has it open
   * @throws StoreFailed if it cannot be made, read or written
   */
  public static DataDirectory open(Path directory) {
    try {
      Path root = PrivateFiles.directory(directory.toAbsolutePath()).toRealPath();
      if (!OPEN.add(root)) {
        throw inUse(root, String.valueOf(ProcessHandle.current().pid()));
      }
      try {
        return lock(root);
      } catch (IOException | RuntimeException e) {
        OPEN.remove(root);
        throw e;
      }
    } catch (IOException e) {
      throw new StoreFailed("The data directory " + directory + " cannot be used: " + e, e);
    } catch (UnsupportedOperationException e) {
      throw new StoreFailed(
          "The data directory " + directory + " cannot be closed to other users: " + e, e);
    }
  }

  private static DataDirectory lock(Path root) throws IOException {
    FileChannel channel = PrivateFiles.channel(root.resolve("lock"), Set.of(CREATE, READ, WRITE));
    try {
      if (channel.tryLock() == null) {
        throw inUse(root, holder(channel));
      }
      channel.truncate(0);
      channel.write(
          ByteBuffer.wrap(
              String.valueOf(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
      for (String part : new String[] {"bin", "redis", "logs"}) {
        PrivateFiles.directory(root.resolve(part));
      }
      return new DataDirectory(root, channel, Passwords.readOrMake(root.resolve("passwords")));
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private static String holder(FileChannel channel) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(20);
    channel.read(bytes, 0);
    return StandardCharsets.US_ASCII.decode(bytes.flip()).toString();
  }

  private static DataDirectoryInUse inUse(Path root, String process) {
    return new DataDirectoryInUse(
        "The data directory " + root + " is in use by process " + process + ".");
  }

  Path resolve(String name) {
    return root.resolve(name);
  }

  Passwords passwords() {
    return passwords;
  }

  /** Releases the lock; a second call does nothing. Both servers must have been stopped before. */
  @Override
  public synchronized void close() {
    if (!lock.isOpen()) {
      return;
    }
    try {
      lock.close();
    } catch (IOException e) {
      throw new StoreFailed("The lock of " + root + " cannot be released: " + e, e);
    } finally {
      OPEN.remove(root);
    }
  }

  @Override
  public String toString() {
    return root.toString();
  }
}
