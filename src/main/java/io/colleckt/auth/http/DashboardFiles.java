package io.colleckt.auth.http;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * All files of the dashboard, in memory: read, compressed and hashed once at the start, for all
 * event loops. Not changed afterwards.
 */
public final class DashboardFiles {
  private static final String FOLDER = "dashboard/";
  private static final String PAGE = "index.html";
  private static final String STYLE = "style.css";

  private final String hash;
  private final DashboardPages pages;
  private final Map<String, DashboardFile> files;

  private DashboardFiles(String hash, DashboardPages pages, Map<String, DashboardFile> files) {
    this.hash = hash;
    this.pages = pages;
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
    DashboardTemplate template = new DashboardTemplate(text(contents.get(PAGE)));
    contents.put(STYLE, joined(template.styles(), contents));
    String hash = ContentHash.of(contents).hex();
    contents.remove(PAGE);
    Map<String, DashboardFile> files = new HashMap<>();
    contents.forEach((name, bytes) -> files.put(name, DashboardFile.of(name, bytes)));
    return new DashboardFiles(hash, pages(template, contents, hash), files);
  }

  private static DashboardPages pages(
      DashboardTemplate template, Map<String, byte[]> contents, String hash) {
    Map<String, String> modules = new HashMap<>();
    contents.forEach((name, bytes) -> putModule(modules, name, bytes));
    return DashboardPages.of(template, STYLE, modules, hash);
  }

  private static void putModule(Map<String, String> modules, String name, byte[] bytes) {
    if (name.endsWith(".js")) {
      modules.put(name, text(bytes));
    }
  }

  private static byte[] joined(List<String> styles, Map<String, byte[]> contents) {
    return styles.stream()
        .map(name -> text(contents.get(name)) + "\n")
        .collect(Collectors.joining())
        .getBytes(StandardCharsets.UTF_8);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
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

  DashboardPages pages() {
    return pages;
  }

  /**
   * The files by their names, such as {@code lib/preact.js}; with their style sheets once more in
   * one; without the page.
   */
  Map<String, DashboardFile> files() {
    return files;
  }
}
