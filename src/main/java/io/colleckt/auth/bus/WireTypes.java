package io.colleckt.auth.bus;

import com.fasterxml.jackson.databind.JavaType;
import io.colleckt.auth.bus.Envelope.Kind;
import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which record crosses the cluster at which address, as the catalogues declare it: all that can
 * come out of a message, whatever it says.
 */
final class WireTypes {
  /** Every catalogue. */
  static final List<Class<?>> CATALOGUES =
      List.of(
          Addresses.class,
          ClusterAddresses.class,
          ActivityAddresses.class,
          AuditAddresses.class,
          FindingAddresses.class,
          WebhookAddresses.class,
          LeakAddresses.class);

  private static final Map<Kind, Map<String, JavaType>> TYPES = read(CATALOGUES);

  private WireTypes() {}

  /** What a message of that kind holds at that address; null = nothing crosses there. */
  static JavaType of(Kind kind, String address) {
    return TYPES.get(kind).get(address);
  }

  /** All of them. */
  static Map<Kind, Map<String, JavaType>> all() {
    return TYPES;
  }

  /** Makes ready what the first message of each type needs. */
  static void warmUp() {
    TYPES.values().stream().flatMap(types -> types.values().stream()).forEach(WireMapper::warmUp);
  }

  private static Map<Kind, Map<String, JavaType>> read(List<Class<?>> catalogues) {
    Map<Kind, Map<String, JavaType>> types = new HashMap<>();
    for (Kind kind : Kind.values()) {
      types.put(kind, new HashMap<>());
    }
    for (Class<?> catalogue : catalogues) {
      for (Field field : catalogue.getFields()) {
        add(types, field);
      }
    }
    return types;
  }

  private static void add(Map<Kind, Map<String, JavaType>> types, Field field) {
    try {
      Object constant = field.get(null);
      if (constant instanceof Call<?, ?> call && call.reach() == Reach.CLUSTER) {
        put(types.get(Kind.QUESTION), call.address(), argument(field, 0));
        put(types.get(Kind.ANSWER), call.address(), argument(field, 1));
      } else if (constant instanceof Fact<?> fact && fact.reach() == Reach.CLUSTER) {
        put(types.get(Kind.FACT), fact.address(), argument(field, 0));
      }
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("A catalogue of this package can be read.", e);
    }
  }

  private static void put(Map<String, JavaType> types, String address, Type type) {
    if (types.put(address, WireMapper.type(type)) != null) {
      throw new IllegalStateException("Two constants of one address: " + address + ".");
    }
  }

  private static Type argument(Field field, int index) {
    return ((ParameterizedType) field.getGenericType()).getActualTypeArguments()[index];
  }
}
