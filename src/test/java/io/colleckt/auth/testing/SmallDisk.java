package io.colleckt.auth.testing;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** A disk of a few megabytes, in memory, to be filled. It takes root to mount one. */
public final class SmallDisk implements AutoCloseable {
  private static final int BLOCK = 4096;

  private final Path directory;
  private boolean mounted;

  private SmallDisk(Path directory) {
    this.directory = directory;
  }

  /** Mounts one. */
  public static SmallDisk ofMegabytes(int megabytes) {
    try {
      SmallDisk disk = new SmallDisk(Files.createTempDirectory("colleckt-disk-"));
      AtJvmEnd.close(disk);
      run(
          "mount",
          "-t",
          "tmpfs",
          "-o",
          "size=" + megabytes + "m",
          "none",
          disk.directory.toString());
      disk.mounted = true;
      return disk;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Moves a directory onto it; a link stays in its place. */
  void take(Path tree) {
    try {
      Path moved = directory.resolve(tree.getFileName());
      run("cp", "-a", tree.toString(), moved.toString());
      TestDirectory.delete(tree);
      Files.createSymbolicLink(tree, moved);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Takes all the room that is left. */
  public void fill() throws IOException {
    byte[] block = new byte[BLOCK];
    Arrays.fill(block, (byte) 1);
    try (OutputStream filler = Files.newOutputStream(filler())) {
      while (true) {
        filler.write(block);
      }
    } catch (IOException full) {
      if (Files.size(filler()) == 0) {
        throw full;
      }
    }
  }

  /** Gives it back. */
  public void free() throws IOException {
    Files.delete(filler());
  }

  private Path filler() {
    return directory.resolve("filler");
  }

  private static void run(String... command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.onExit().join().exitValue() != 0) {
      throw new IllegalStateException(
          "A small disk takes the right to mount one: " + String.join(" ", command) + ": " + said);
    }
  }

  /** Unmounts it, whoever still uses it; a second call does nothing. */
  @Override
  public void close() throws IOException {
    if (mounted) {
      mounted = false;
      run("umount", "-l", directory.toString());
      Files.delete(directory);
    }
  }
}
