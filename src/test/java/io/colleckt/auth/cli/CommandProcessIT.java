package io.colleckt.auth.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.colleckt.auth.testing.JavaProcess;
import io.colleckt.auth.token.PlainTextToken;
import java.io.BufferedReader;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands as processes of their own: small, quick to start, and well-behaved in a pipe. */
class CommandProcessIT {
  private static final long PATIENCE_SECONDS = 120;

  /** What takes the time of a start. */
  private static final List<String> OF_A_NODE =
      List.of(" io.vertx.", " io.netty.", " ch.qos.logback.", " org.flywaydb.", " org.postgresql.");

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"--help", "scan --help", "scan .", "completion bash", "token list"})
  void nothingOfANodeIsLoaded(String words) throws Exception {
    Files.writeString(directory.resolve("f"), "Nothing here.");
    Path loaded = directory.resolve("loaded");
    try (JavaProcess command =
        command(
            List.of("-Xlog:class+load:file=" + loaded),
            words.replace("scan .", "scan " + directory.resolve("f")).split(" "))) {
      command.process().getInputStream().transferTo(OutputStream.nullOutputStream());
      int expected = words.equals("token list") ? Exit.MISUSED : Exit.DONE;
      assertThat(exit(command)).isEqualTo(expected);
    }
    try (var lines = Files.lines(loaded)) {
      assertThat(lines.filter(line -> OF_A_NODE.stream().anyMatch(line::contains))).isEmpty();
    }
  }

  @Test
  void readerThatGoesEndsTheCommandWithoutAWord() throws Exception {
    PlainTextToken token = PlainTextToken.draw("");
    Path file = directory.resolve("many");
    Files.write(file, IntStream.rangeClosed(1, 30_000).mapToObj(token::reveal).toList());
    Path errors = directory.resolve("errors");
    try (JavaProcess command =
        JavaProcess.talking(launch(List.of(), "scan", file.toString()), errors)) {
      try (BufferedReader out = command.process().inputReader(StandardCharsets.UTF_8)) {
        assertThat(out.readLine()).startsWith(file + ":1: 1|");
      }
      assertThat(exit(command)).isEqualTo(141);
    }
    assertThat(errors).isEmptyFile();
  }

  @Test
  void hugeFileTakesLittleMemory() throws Exception {
    Path huge = directory.resolve("huge");
    String token = PlainTextToken.draw("").reveal(7);
    try (RandomAccessFile file = new RandomAccessFile(huge.toFile(), "rw")) {
      file.setLength(300_000_000);
      file.seek(299_999_000);
      file.write(token.getBytes(StandardCharsets.UTF_8));
    }
    try (JavaProcess command =
        command(List.of("-Xmx16m", "-XX:+ExitOnOutOfMemoryError"), "scan", huge.toString())) {
      String out =
          new String(command.process().getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(out).startsWith(huge + ":1: 7|").hasLineCount(1);
      assertThat(exit(command)).isEqualTo(1);
    }
  }

  @Test
  void outputIsUtf8WhateverTheLocale() throws Exception {
    Path file = Files.writeString(directory.resolve("f"), PlainTextToken.draw("").reveal(7));
    JavaProcess.Launch launch = launch(List.of(), "scan", file.toString());
    JavaProcess.Launch plain =
        new JavaProcess.Launch(launch.words(), launch.options(), Map.of("LC_ALL", "C"));
    try (JavaProcess command = JavaProcess.talking(plain, directory.resolve("errors"))) {
      byte[] out = command.process().getInputStream().readAllBytes();
      assertThat(new String(out, StandardCharsets.UTF_8)).endsWith("…\n");
    }
  }

  private JavaProcess command(List<String> options, String... words) throws Exception {
    return JavaProcess.talking(launch(options, words), directory.resolve("errors"));
  }

  private static JavaProcess.Launch launch(List<String> options, String... words) {
    List<String> all = new ArrayList<>(List.of("io.colleckt.auth.Main"));
    all.addAll(List.of(words));
    return new JavaProcess.Launch(all, options, Map.of());
  }

  private static int exit(JavaProcess command) throws Exception {
    assertThat(command.process().waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    return command.process().exitValue();
  }
}
