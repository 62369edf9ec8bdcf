package io.colleckt.auth.bus;

import io.colleckt.auth.account.Password;
import io.colleckt.auth.token.SecretHash;
import io.colleckt.auth.webhook.WebhookSecret;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Makes up values of whatever the catalogues carry, the same for the same seed. Fails for a type
 * that it does not know: such a one must be taught to the wire first, and then here.
 */
final class Samples {
  private static final int[] CHARACTERS = {
    'a', 'Z', '7', ' ', '"', '\\', '\n', 0, 'é', '漢', 0x1f511
  };
  private static final long[] LONGS = {
    0,
    1,
    -1,
    15,
    16,
    127,
    128,
    255,
    256,
    Integer.MAX_VALUE,
    Integer.MIN_VALUE,
    1L << 32,
    9_007_199_254_740_991L,
    Long.MAX_VALUE,
    Long.MIN_VALUE
  };
  private static final int ATTEMPTS = 100;

  private final Random random;
  private final Map<Class<?>, Supplier<Object>> values = new HashMap<>();

  Samples(long seed) {
    this.random = new Random(seed);
    values.put(String.class, this::text);
    values.put(Object.class, this::fact);
    values.put(boolean.class, random::nextBoolean);
    values.put(Boolean.class, random::nextBoolean);
    values.put(int.class, () -> (int) number());
    values.put(Integer.class, () -> (int) number());
    values.put(long.class, this::number);
    values.put(Long.class, this::number);
    values.put(UUID.class, () -> new UUID(random.nextLong(), random.nextLong()));
    values.put(Instant.class, this::instant);
    values.put(Duration.class, () -> Duration.ofSeconds(random.nextInt(), random.nextInt()));
    values.put(SecretHash.class, () -> SecretHash.ofBytes(bytes()));
    values.put(Password.class, () -> new Password(text()));
    values.put(WebhookSecret.class, () -> WebhookSecret.of(bytes()));
  }

  /** A value of that type. */
  Object of(Type type) {
    return of(type, Map.of());
  }

  private Object of(Type type, Map<TypeVariable<?>, Type> bound) {
    if (type instanceof TypeVariable<?> variable) {
      return of(bound.get(variable), bound);
    }
    if (type instanceof ParameterizedType generic) {
      return of(generic, bound);
    }
    Class<?> plain = (Class<?>) type;
    if (values.containsKey(plain)) {
      return values.get(plain).get();
    }
    if (plain.isEnum()) {
      return any(plain.getEnumConstants());
    }
    return structure(plain, bound);
  }

  private Object of(ParameterizedType type, Map<TypeVariable<?>, Type> bound) {
    Class<?> raw = (Class<?>) type.getRawType();
    Type[] arguments = type.getActualTypeArguments();
    if (raw == Optional.class) {
      return random.nextBoolean() ? Optional.empty() : Optional.of(of(arguments[0], bound));
    }
    if (raw == List.class) {
      return list(arguments[0], bound);
    }
    if (raw == Set.class) {
      return new HashSet<>(list(arguments[0], bound));
    }
    if (raw == Map.class) {
      Map<Object, Object> map = new LinkedHashMap<>();
      list(arguments[0], bound).forEach(key -> map.put(key, of(arguments[1], bound)));
      return map;
    }
    Map<TypeVariable<?>, Type> inside = new HashMap<>();
    for (int i = 0; i < arguments.length; i++) {
      Type argument = arguments[i];
      inside.put(
          raw.getTypeParameters()[i],
          argument instanceof TypeVariable<?> variable ? bound.get(variable) : argument);
    }
    return structure(raw, inside);
  }

  private Object structure(Class<?> type, Map<TypeVariable<?>, Type> bound) {
    if (type.isSealed()) {
      Class<?> permitted = (Class<?>) any(type.getPermittedSubclasses());
      return structure(permitted, renamed(type, permitted, bound));
    }
    if (type.isRecord()) {
      return record(type, bound);
    }
    throw new IllegalArgumentException("Nobody has taught the wire what a " + type + " is.");
  }

  /** The variables of a record, which has them in the order of its interface. */
  private static Map<TypeVariable<?>, Type> renamed(
      Class<?> type, Class<?> permitted, Map<TypeVariable<?>, Type> bound) {
    Map<TypeVariable<?>, Type> inside = new HashMap<>();
    for (int i = 0; i < permitted.getTypeParameters().length; i++) {
      inside.put(permitted.getTypeParameters()[i], bound.get(type.getTypeParameters()[i]));
    }
    return inside;
  }

  /** Texts and numbers of some records may be null; where they must not, another is made. */
  private Object record(Class<?> type, Map<TypeVariable<?>, Type> bound) {
    RecordComponent[] components = type.getRecordComponents();
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    Exception refused = null;
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      try {
        Constructor<?> constructor = type.getDeclaredConstructor(types);
        constructor.setAccessible(true);
        return constructor.newInstance(
            Arrays.stream(components).map(each -> component(each, bound)).toArray());
      } catch (InvocationTargetException e) {
        refused = e;
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(e);
      }
    }
    throw new IllegalStateException("No " + type + " can be made up.", refused);
  }

  private Object component(RecordComponent component, Map<TypeVariable<?>, Type> bound) {
    Class<?> type = component.getType();
    boolean mayBeNull = type == String.class || type == Long.class || type == Instant.class;
    return mayBeNull && random.nextInt(20) == 0 ? null : of(component.getGenericType(), bound);
  }

  private List<Object> list(Type type, Map<TypeVariable<?>, Type> bound) {
    List<Object> list = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      list.add(of(type, bound));
    }
    return list;
  }

  private Object any(Object[] choice) {
    return choice[random.nextInt(choice.length)];
  }

  private String text() {
    if (random.nextInt(50) == 0) {
      return "漢x".repeat(random.nextInt(500));
    }
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(40); i > 0; i--) {
      text.appendCodePoint(
          random.nextInt(4) == 0
              ? CHARACTERS[random.nextInt(CHARACTERS.length)]
              : 'a' + random.nextInt(26));
    }
    return text.toString();
  }

  private Object fact() {
    return switch (random.nextInt(4)) {
      case 0 -> random.nextInt();
      case 1 -> Integer.MAX_VALUE + 1L + random.nextInt(1_000);
      case 2 -> random.nextBoolean();
      default -> text();
    };
  }

  private long number() {
    return random.nextBoolean() ? LONGS[random.nextInt(LONGS.length)] : random.nextLong();
  }

  private Instant instant() {
    long second = random.nextInt(10) == 0 ? -random.nextInt() : random.nextInt(2_000_000_000);
    return Instant.ofEpochSecond(second, random.nextInt(1_000_000_000));
  }

  private byte[] bytes() {
    byte[] bytes = new byte[32];
    random.nextBytes(bytes);
    return bytes;
  }
}
