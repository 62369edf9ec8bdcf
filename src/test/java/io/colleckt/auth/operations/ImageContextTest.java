package io.colleckt.auth.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A build of the image gets what {@code .dockerignore} lets through, and nothing else. */
class ImageContextTest {
  @Test
  void whatTheImageCopiesIsThereAndIsLetThrough() throws IOException {
    List<String> let =
        lines(".dockerignore")
            .filter(line -> line.startsWith("!"))
            .map(line -> line.substring(1))
            .toList();
    assertThat(copied())
        .isNotEmpty()
        .allSatisfy(path -> assertThat(Path.of(path)).exists())
        .isSubsetOf(let);
    assertThat(let).isSubsetOf(copied());
  }

  private static List<String> copied() throws IOException {
    return lines("conf/docker/Dockerfile")
        .filter(line -> line.startsWith("COPY ") && !line.contains("--from="))
        .map(line -> line.split(" "))
        .flatMap(words -> Arrays.stream(words, 1, words.length - 1))
        .toList();
  }

  private static Stream<String> lines(String file) throws IOException {
    return Files.readAllLines(Path.of(file)).stream();
  }
}
