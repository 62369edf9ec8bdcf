package io.colleckt.auth.http;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Files on the class path. Blocks.
 *
 * @param loader whose class path it is
 */
record ClassPathFolder(ClassLoader loader) {

  /**
   * The addresses of all files in the folder of this one, at any depth, whether they are in a jar
   * or in a directory. Hidden files are left out.
   *
   * @param file a file that is directly in that folder
   * @throws FileNotFoundException when it is not there
   */
  SortedSet<String> around(String file) throws IOException {
    String folder = file.substring(0, file.lastIndexOf('/') + 1);
    URL url = loader.getResource(file);
    if (url == null) {
      throw new FileNotFoundException("It is not on the class path: " + file);
    }
    URLConnection connection = url.openConnection();
    return connection instanceof JarURLConnection jar
        ? inJar(jar, folder)
        : inDirectory(directory(url), folder);
  }

  /**
   * The bytes of one file.
   *
   * @throws FileNotFoundException when it is not there
   */
  byte[] read(String file) throws IOException {
    try (InputStream in = loader.getResourceAsStream(file)) {
      if (in == null) {
        throw new FileNotFoundException("It is not on the class path: " + file);
      }
      return in.readAllBytes();
    }
  }

  /** The jar is the class loader's own, and stays open. */
  private static SortedSet<String> inJar(JarURLConnection jar, String folder) throws IOException {
    return jar.getJarFile().stream()
        .filter(entry -> !entry.isDirectory() && entry.getName().startsWith(folder))
        .map(entry -> entry.getName())
        .filter(ClassPathFolder::isShown)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static SortedSet<String> inDirectory(Path directory, String folder) throws IOException {
    try (Stream<Path> paths = Files.walk(directory)) {
      return paths
          .filter(Files::isRegularFile)
          .map(path -> folder + directory.relativize(path).toString().replace('\\', '/'))
          .filter(ClassPathFolder::isShown)
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private static Path directory(URL file) throws IOException {
    try {
      return Path.of(file.toURI()).getParent();
    } catch (URISyntaxException e) {
      throw new IOException("Not the address of a file: " + file, e);
    }
  }

  private static boolean isShown(String name) {
    return !name.contains("/.");
  }
}
