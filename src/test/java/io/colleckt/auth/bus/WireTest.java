package io.colleckt.auth.bus;

import static org.assertj.core.api.Assertions.assertThat;

import io.colleckt.auth.bus.Envelope.Kind;
import com.fasterxml.jackson.databind.JavaType;
import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WireTest {
  private static final int SAMPLES = 50;

  static List<Type> types() {
    List<Type> types = new ArrayList<>();
    for (Class<?> catalogue : WireTypes.CATALOGUES) {
      for (Field field : catalogue.getDeclaredFields()) {
        if (field.getType() == Call.class || field.getType() == Fact.class) {
          types.addAll(List.of(((ParameterizedType) field.getGenericType()).getActualTypeArguments()));
        }
      }
    }
    return types.stream().distinct().toList();
  }

  @ParameterizedTest
  @MethodSource("types")
  void everyRecordComesBackAsItWas(Type type) throws Exception {
    JavaType java = WireMapper.type(type);
    Samples samples = new Samples(type.getTypeName().hashCode());
    for (int i = 0; i < SAMPLES; i++) {
      Object record = samples.of(type);
      byte[] bytes = WireMapper.writer(java, true).writeValueAsBytes(record);
      Object back = WireMapper.reader(java).readValue(bytes);
      assertThat(back).isEqualTo(record);
    }
  }
}
