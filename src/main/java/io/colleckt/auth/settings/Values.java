package io.colleckt.auth.settings;

import io.colleckt.auth.token.Cidr;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The texts of all settings, and the checks that turn a text into a typed value. */
final class Values {
  private static final int SHOWN_CHARACTERS = 80;

  private final Map<Key, String> texts = new EnumMap<>(Key.class);

  /** The environment over the file over the defaults; a blank value counts as absent. */
  Values(Map<String, String> environment, Path yamlFile) {
    for (Key key : Key.values()) {
      put(key, key.byDefault());
    }
    YamlFile.read(yamlFile).forEach(this::put);
    new TreeMap<>(environment).forEach(this::putVariable);
  }

  private void putVariable(String variable, String value) {
    if (variable.startsWith(Key.PREFIX) && !Key.OF_COMMANDS.contains(variable)) {
      put(
          Key.ofVariable(variable).orElseThrow(() -> new SettingsException(unknown(variable))),
          value);
    }
  }

  private void put(Key key, String value) {
    if (!value.isBlank()) {
      texts.put(key, value.strip());
    }
  }

  Optional<String> text(Key key) {
    return Optional.ofNullable(texts.get(key));
  }

  /** A text that matches the pattern as a whole. */
  Optional<String> text(Key key, String pattern, String allowed) {
    Optional<String> text = text(key);
    if (text.isPresent() && !text.get().matches(pattern)) {
      throw refused(key, allowed);
    }
    return text;
  }

  Optional<Long> number(Key key, long lowest, long highest) {
    String allowed = "a whole number from " + lowest + " to " + highest;
    Optional<Long> number = text(key, "[0-9]{1,16}", allowed).map(Long::valueOf);
    if (number.isPresent() && (number.get() < lowest || number.get() > highest)) {
      throw refused(key, allowed);
    }
    return number;
  }

  Optional<Boolean> flag(Key key) {
    return text(key, "true|false", "true or false").map(Boolean::valueOf);
  }

  List<Cidr> blocks(Key key) {
    return list(key).stream().map(block -> block(key, block)).toList();
  }

  /** What stands between commas or blanks. */
  List<String> list(Key key) {
    return Pattern.compile("[,\\s]+")
        .splitAsStream(text(key).orElse(""))
        .filter(item -> !item.isEmpty())
        .toList();
  }

  /** A file that can be read. */
  Optional<Path> file(Key key) {
    Optional<Path> file = text(key).map(Path::of);
    if (file.isPresent() && !Files.isReadable(file.get())) {
      throw refused(key, "a file that can be read");
    }
    return file;
  }

  private Cidr block(Key key, String block) {
    try {
      return Cidr.parse(block);
    } catch (IllegalArgumentException e) {
      throw refused(key, "a list of address blocks such as 10.0.0.0/8 or ::1, split by commas");
    }
  }

  <E extends Enum<E>> Optional<E> word(Key key, Class<E> words) {
    Map<String, E> allowed = named(words);
    return text(key).map(text -> one(key, text, allowed, String.join(" or ", allowed.keySet())));
  }

  /** Some of the words, as a list. */
  <E extends Enum<E>> Set<E> words(Key key, Class<E> words) {
    Map<String, E> allowed = named(words);
    String which = "a list of " + String.join(", ", allowed.keySet()) + ", split by commas";
    Set<E> some = EnumSet.noneOf(words);
    list(key).forEach(text -> some.add(one(key, text, allowed, which)));
    return some;
  }

  private static <E extends Enum<E>> Map<String, E> named(Class<E> words) {
    Map<String, E> named = new LinkedHashMap<>();
    for (E word : words.getEnumConstants()) {
      named.put(word.name().toLowerCase(Locale.ROOT), word);
    }
    return named;
  }

  private <E> E one(Key key, String text, Map<String, E> allowed, String which) {
    return Optional.ofNullable(allowed.get(text)).orElseThrow(() -> refused(key, which));
  }

  /** An address of one of these schemes that names a host. */
  Optional<URI> url(Key key, Set<String> schemes, String example) {
    return text(key).map(text -> url(key, text, schemes, example));
  }

  private URI url(Key key, String text, Set<String> schemes, String example) {
    try {
      URI url = new URI(text);
      if (url.getScheme() != null && url.getHost() != null && schemes.contains(url.getScheme())) {
        return url;
      }
    } catch (URISyntaxException e) {
      // Refused below; the exception's own text would show the value.
    }
    throw refused(key, "an address such as " + example);
  }

  /** "KEY is 'value'; it must be …", with the value left out when it is secret. */
  SettingsException refused(Key key, String allowed) {
    String is = key.secret() ? " has a value that is not allowed" : " is '" + shown(key) + "'";
    return new SettingsException(key.variable() + is + "; it must be " + allowed + ".");
  }

  static String unknown(String name) {
    return printable(name) + " is not a setting; conf/colleckt.yaml lists all of them.";
  }

  private String shown(Key key) {
    String text = texts.get(key);
    return printable(
        text.length() > SHOWN_CHARACTERS ? text.substring(0, SHOWN_CHARACTERS) + "…" : text);
  }

  private static String printable(String text) {
    return text.replaceAll("\\p{Cntrl}", "?");
  }
}
