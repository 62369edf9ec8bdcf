package io.colleckt.auth.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileNotFoundException;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same files are found in a directory and in a jar. */
class ClassPathFolderTest {
  private static final List<String> STORED =
      List.of("web/page.html", "web/ui/deep/card.js", "web/.hidden", "web2/else.js", "else.js");

  @TempDir Path temporary;

  @Test
  void filesInADirectoryAreFound() throws Exception {
    Path directory = temporary.resolve("with blank");
    for (String name : STORED) {
      Files.createDirectories(directory.resolve(name).getParent());
      Files.writeString(directory.resolve(name), name);
    }
    assertFinds(directory);
  }

  @Test
  void filesInAJarWithoutFoldersAreFound() throws Exception {
    Path jar = temporary.resolve("with blank.jar");
    try (OutputStream file = Files.newOutputStream(jar);
        ZipOutputStream zip = new ZipOutputStream(file)) {
      for (String name : STORED) {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(name.getBytes(UTF_8));
      }
    }
    assertFinds(jar);
  }

  private static void assertFinds(Path place) throws Exception {
    try (URLClassLoader loader = new URLClassLoader(new URL[] {place.toUri().toURL()}, null)) {
      ClassPathFolder classPath = new ClassPathFolder(loader);
      assertThat(classPath.around("web/page.html"))
          .containsExactly("web/page.html", "web/ui/deep/card.js");
      assertThat(classPath.read("web/ui/deep/card.js")).asString().isEqualTo("web/ui/deep/card.js");
      assertThatThrownBy(() -> classPath.around("web/gone.html"))
          .isInstanceOf(FileNotFoundException.class)
          .hasMessage("It is not on the class path: web/gone.html");
      assertThatThrownBy(() -> classPath.read("gone")).isInstanceOf(FileNotFoundException.class);
    }
  }
}
