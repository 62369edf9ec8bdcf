package io.colleckt.auth.scan;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * All that a git repository has ever held and can still give: every version of every file, commits
 * and tags with their messages, on every branch, in every stash, and what the reflog remembers. It
 * is read with the program {@code git}, each object once, without anything in the repository's own
 * configuration being run, and without asking another repository.
 */
public final class GitHistory {
  private static final int LONGEST_HEADER = 8_192;
  private static final int SHOWN_NAME = 12;
  private static final List<String> ALL = List.of("rev-list", "--objects", "--all", "--reflog");
  private static final List<String> CONTENTS =
      List.of("cat-file", "--buffer", "--batch=%(objectname) %(objecttype) %(objectsize) %(rest)");

  private final Path repository;

  /** Is told of each object. */
  public interface Reader {
    /**
     * Reads an object, as much of it as it likes.
     *
     * @param place which one it is, for people to read
     */
    void read(String place, InputStream content) throws IOException;
  }

  /**
   * The history of that repository.
   *
   * @param repository a directory for which {@link #isIn} is true
   */
  public GitHistory(Path repository) {
    this.repository = repository;
  }

  /** Whether the directory is the top of a repository's work tree, or a bare repository. */
  public static boolean isIn(Path directory) {
    boolean bare =
        Files.isRegularFile(directory.resolve("HEAD"))
            && Files.isDirectory(directory.resolve("objects"))
            && Files.isDirectory(directory.resolve("refs"));
    return bare || Files.exists(directory.resolve(".git"));
  }

  /**
   * Reads all of it.
   *
   * @throws IOException when it cannot be read to its end; the message says why, in one line
   */
  public void read(Reader reader) throws IOException {
    List<Process> git = start();
    List<CompletableFuture<String>> complaints =
        git.stream().map(one -> CompletableFuture.supplyAsync(() -> complaint(one))).toList();
    try (InputStream objects = new BufferedInputStream(git.get(1).getInputStream())) {
      readAll(objects, reader);
      for (int i = 0; i < git.size(); i++) {
        if (git.get(i).waitFor() != 0) {
          throw new IOException(complaints.get(i).join());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted.", e);
    } finally {
      git.forEach(Process::destroy);
    }
  }

  private List<Process> start() throws IOException {
    try {
      return ProcessBuilder.startPipeline(List.of(command(ALL), command(CONTENTS)));
    } catch (IOException e) {
      throw new IOException("the program git cannot be run.", e);
    }
  }

  private static void readAll(InputStream objects, Reader reader) throws IOException {
    String header = line(objects);
    while (header != null) {
      // NAME TYPE SIZE PATH, or NAME missing
      String[] words = header.split(" ", 4);
      if (words.length >= 3) {
        Bounded content = new Bounded(objects, Long.parseLong(words[2]));
        reader.read(place(words), content);
        content.skipRest();
        objects.read(); // the line feed after it
      }
      header = line(objects);
    }
  }

  private static String place(String[] words) {
    String object = words[1] + " " + words[0].substring(0, Math.min(words[0].length(), SHOWN_NAME));
    return words.length == 4 && !words[3].isEmpty() ? object + " " + words[3] : object;
  }

  private ProcessBuilder command(List<String> words) {
    List<String> command = new ArrayList<>(List.of("git", "-C", repository.toString()));
    command.addAll(words);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().keySet().removeIf(name -> name.startsWith("GIT_"));
    Path parent = repository.toAbsolutePath().getParent();
    if (parent != null) { // a broken one must not be taken for a repository around it
      builder.environment().put("GIT_CEILING_DIRECTORIES", parent.toString());
    }
    builder.environment().put("GIT_NO_REPLACE_OBJECTS", "1");
    builder.environment().put("GIT_NO_LAZY_FETCH", "1");
    builder.environment().put("GIT_TERMINAL_PROMPT", "0");
    builder.environment().put("LC_ALL", "C");
    return builder;
  }

  /** The first line of what it says is wrong; the rest is read, so that it is not held up. */
  private static String complaint(Process git) {
    try (InputStream errors = new BufferedInputStream(git.getErrorStream())) {
      String first = line(errors);
      errors.transferTo(OutputStream.nullOutputStream());
      return first == null ? "git ended with an error." : first;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Up to the next line feed, no more of it than is of use; null at the end. */
  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    int next = in.read();
    if (next < 0) {
      return null;
    }
    while (next >= 0 && next != '\n') {
      if (line.length() < LONGEST_HEADER) {
        line.append((char) next);
      }
      next = in.read();
    }
    return new String(
        line.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }
}
