package io.colleckt.auth.bus;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.dataformat.smile.SmileFactory;
import com.fasterxml.jackson.dataformat.smile.SmileGenerator;
import com.fasterxml.jackson.dataformat.smile.databind.SmileMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.lang.reflect.Type;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How records become Smile and back: by the names of their components and nothing else. Unknown
 * names are passed over; what is missing is null, 0, false or empty, as far as the record's own
 * constructor takes it.
 */
final class WireMapper {
  private static final SmileMapper MAPPER = build();

  private WireMapper() {}

  static JavaType type(Type type) {
    return MAPPER.constructType(type);
  }

  static ObjectReader reader(JavaType type) {
    return MAPPER.readerFor(type);
  }

  static ObjectWriter writer(JavaType type, boolean secretsMayCross) {
    return MAPPER.writerFor(type).withAttribute(WireValues.SECRETS_MAY_CROSS, secretsMayCross);
  }

  /** Prepares both directions of a type. */
  static void warmUp(JavaType type) {
    reader(type);
    writer(type, false);
  }

  private static SmileMapper build() {
    SmileFactory format =
        SmileFactory.builder()
            .streamReadConstraints(Wire.constraints())
            .enable(SmileGenerator.Feature.CHECK_SHARED_STRING_VALUES)
            .enable(SmileGenerator.Feature.LENIENT_UTF_ENCODING)
            .build();
    SmileMapper mapper =
        SmileMapper.builder(format)
            .addModules(new Jdk8Module(), new JavaTimeModule(), WireValues.module())
            .annotationIntrospector(new SealedTypes())
            .visibility(PropertyAccessor.GETTER, Visibility.NONE)
            .visibility(PropertyAccessor.IS_GETTER, Visibility.NONE)
            .visibility(PropertyAccessor.SETTER, Visibility.NONE)
            .visibility(PropertyAccessor.FIELD, Visibility.ANY)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .build();
    for (Class<?> container : List.of(Collection.class, List.class, Set.class, Map.class)) {
      mapper
          .configOverride(container)
          .setSetterInfo(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY));
    }
    return mapper;
  }
}
