package io.colleckt.auth.bus;

import io.colleckt.auth.bus.Envelope.Kind;
import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;

/** One thing that a catalogue declares: what a message of that kind holds at that address. */
record Catalogued(Kind kind, String address, Reach reach, Type type) {

  /** All of them, as the constants of the catalogues are declared. */
  static List<Catalogued> all() {
    List<Catalogued> all = new ArrayList<>();
    for (Class<?> catalogue : WireTypes.CATALOGUES) {
      for (Field field : catalogue.getFields()) {
        Type[] types = ((ParameterizedType) field.getGenericType()).getActualTypeArguments();
        Object constant = constant(field);
        if (constant instanceof Call<?, ?> call) {
          all.add(new Catalogued(Kind.QUESTION, call.address(), call.reach(), types[0]));
          all.add(new Catalogued(Kind.ANSWER, call.address(), call.reach(), types[1]));
        } else if (constant instanceof Fact<?> fact) {
          all.add(new Catalogued(Kind.FACT, fact.address(), fact.reach(), types[0]));
        }
      }
    }
    return all;
  }

  /** Those that cross. */
  static List<Catalogued> crossing() {
    return all().stream().filter(each -> each.reach == Reach.CLUSTER).toList();
  }

  Envelope envelope(Object body) {
    Record message = (Record) body;
    return switch (kind) {
      case QUESTION -> Envelope.question(address, message);
      case ANSWER -> Envelope.answer(address, message);
      case FACT -> Envelope.fact(address, message);
    };
  }

  private static Object constant(Field field) {
    try {
      return field.get(null);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public String toString() {
    return kind + " " + address;
  }
}
