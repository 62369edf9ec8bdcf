package io.colleckt.auth.cli;

import io.colleckt.auth.scan.FileTree;
import io.colleckt.auth.scan.GitHistory;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code scan}: reads everything once, keeps nothing, and shows no secret. */
@Command(
    name = "scan",
    description = {
      "Finds tokens in files, directories, git histories or standard input, offline.",
      "Directories are read with all below them, histories with every branch, stash and reflog"
          + " (needs git). Tokens are known by their shape and checksum. Archives are not unpacked;"
          + " imported tokens without a checksum are not found.",
      "Exit codes: 0 nothing found, 1 found, 2 nothing found but not all could be read, 3 or 4"
          + " found and not all revoked."
    })
final class Scan implements Callable<Integer> {
  private static final String STANDARD_INPUT = "-";

  private final Console console;

  @Mixin private ServiceUrl service;
  @Mixin private Output output;

  @Parameters(
      paramLabel = "PATH",
      arity = "1..*",
      description = "A file, a directory, a repository (bare or not), or - for standard input.")
  private List<String> paths;

  @Option(names = "--no-history", description = "Leaves out the history of git repositories.")
  private boolean withoutHistory;

  @Option(
      names = "--revoke",
      description = "Revokes what is found, at the service; whoever holds a token may do so.")
  private boolean revoke;

  private ScanReport report;
  private Progress progress;

  Scan(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Optional<Surrender> surrender =
        revoke ? Optional.of(new Surrender(new Transport(service.of(console)))) : Optional.empty();
    try (Progress bytes = new Progress(console, "bytes")) {
      progress = bytes;
      report = new ScanReport(console, output, surrender, bytes);
      paths.forEach(this::scan);
    }
    return report.end();
  }

  private void scan(String path) {
    try {
      if (path.equals(STANDARD_INPUT)) {
        report.read("standard input", progress.over(console.in(), ""));
      } else if (Files.isDirectory(Path.of(path))) {
        walk(Path.of(path));
      } else {
        progress.expect(Files.size(Path.of(path)));
        read(Path.of(path));
      }
    } catch (IOException | InvalidPathException e) {
      report.unreadable(path, e);
    }
  }

  private void walk(Path top) throws IOException {
    FileTree tree = new FileTree(Files.isSymbolicLink(top) ? top.toRealPath() : top);
    if (console.watched()) {
      long[] bytes = {0};
      tree.walk((file, size) -> bytes[0] += size, repository -> {}, (file, cause) -> {});
      progress.expect(bytes[0]);
    }
    tree.walk(
        (file, size) -> read(file),
        this::readHistory,
        (file, cause) -> report.unreadable(file.toString(), cause));
  }

  private void read(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      report.read(file.toString(), progress.over(in, file.toString()));
    } catch (IOException e) {
      report.unreadable(file.toString(), e);
    }
  }

  private void readHistory(Path repository) {
    if (withoutHistory) {
      return;
    }
    try (Progress objects = new Progress(console, "objects")) {
      new GitHistory(repository)
          .read((place, content) -> read(repository, objects, place, content));
    } catch (IOException e) {
      report.unreadable("the history of " + repository, e);
    }
  }

  private void read(Path repository, Progress objects, String place, InputStream content)
      throws IOException {
    objects.advance(1, place);
    report.read(repository + " " + place, content);
  }
}
