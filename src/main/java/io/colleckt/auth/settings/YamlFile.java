package io.colleckt.auth.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * The settings file: one flat mapping. Every value is taken as the text that stands there, so that
 * a password {@code 0123} stays what it is; a list becomes its elements joined by commas.
 */
final class YamlFile {
  private YamlFile() {}

  /** What the file says; nothing, when there is no such file. */
  static Map<Key, String> read(Path file) {
    Map<Key, String> values = new EnumMap<>(Key.class);
    if (Files.notExists(file)) {
      return values;
    }
    if (document(file) instanceof Map<?, ?> document) {
      document.forEach((name, value) -> values.put(key(name, file), text(name, value, file)));
    } else {
      throw new SettingsException(file + " must be a mapping of settings to values.");
    }
    return values;
  }

  private static Object document(Path file) {
    LoaderOptions strict = new LoaderOptions();
    strict.setAllowDuplicateKeys(false);
    DumperOptions unused = new DumperOptions();
    Yaml yaml =
        new Yaml(
            new SafeConstructor(strict), new Representer(unused), unused, strict, new TextOnly());
    try {
      return yaml.load(Files.readString(file));
    } catch (MarkedYAMLException e) {
      int line = e.getProblemMark() == null ? 0 : e.getProblemMark().getLine() + 1;
      throw new SettingsException(file + " is not valid YAML at line " + line + ".");
    } catch (YAMLException | IOException e) {
      throw new SettingsException(file + " cannot be read as YAML in UTF-8.");
    }
  }

  private static Key key(Object name, Path file) {
    return Key.ofYamlName(String.valueOf(name))
        .orElseThrow(() -> new SettingsException(Values.unknown(file + ": " + name)));
  }

  private static String text(Object name, Object value, Path file) {
    if (value instanceof List<?> list) {
      return list.stream().map(String::valueOf).collect(Collectors.joining(","));
    }
    if (value instanceof Map) {
      throw new SettingsException(file + ": " + name + " must be a single value.");
    }
    return String.valueOf(value);
  }

  /** Leaves every scalar the string that it is. */
  private static final class TextOnly extends Resolver {
    @Override
    protected void addImplicitResolvers() {}
  }
}
