package io.colleckt.auth.http;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All files of the dashboard, in memory: read, compressed and hashed once at the start, for all
 * event loops. Not changed afterwards.
 */
public final class DashboardFiles {
  private static final String FOLDER = "dashboard/";
  private static final String PAGE = "index.html";

  private final String hash;
  private final DashboardPage page;
  private final Map<String, DashboardFile> files;

  private DashboardFiles(String hash, DashboardPage page, Map<String, DashboardFile> files) {
    this.hash = hash;
    this.page = page;
    this.files = Map.copyOf(files);
  }

  /**
   * Reads them from the class path, on a worker thread. Completes once they can be served; fails
   * when one is missing or of no known type.
   */
  public static Future<DashboardFiles> read(Vertx vertx) {
    return vertx.executeBlocking(
        () -> read(new ClassPathFolder(DashboardFiles.class.getClassLoader())));
  }

  private static DashboardFiles read(ClassPathFolder classPath) throws IOException {
    SortedMap<String, byte[]> contents = contents(classPath);
    String hash = ContentHash.of(contents).hex();
    String template = new String(contents.remove(PAGE), StandardCharsets.UTF_8);
    Map<String, DashboardFile> files = new HashMap<>();
    contents.forEach((name, bytes) -> files.put(name, DashboardFile.of(name, bytes)));
    return new DashboardFiles(hash, DashboardPage.of(template, hash), files);
  }

  private static SortedMap<String, byte[]> contents(ClassPathFolder classPath) throws IOException {
    SortedMap<String, byte[]> contents = new TreeMap<>();
    for (String address : classPath.around(FOLDER + PAGE)) {
      contents.put(address.substring(FOLDER.length()), classPath.read(address));
    }
    for (DashboardLibrary library : DashboardLibrary.values()) {
      contents.put(library.servedAs(), library.read(classPath));
    }
    return contents;
  }

  /** 16 hex digits that are others as soon as one file is another. */
  String hash() {
    return hash;
  }

  DashboardPage page() {
    return page;
  }

  /** The files by their names, such as {@code lib/preact.js}; without the page. */
  Map<String, DashboardFile> files() {
    return files;
  }
}
