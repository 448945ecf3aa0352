package dev.limner.server;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.javalin.json.JsonMapper;
import java.lang.reflect.Type;
import java.util.Locale;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/// How records become JSON: keys as the components are named, what is null left out, constants in lower case.
final class Json implements JsonMapper {
    private static final tools.jackson.databind.json.JsonMapper MAPPER =
            tools.jackson.databind.json.JsonMapper.builder()
                    .changeDefaultPropertyInclusion(inclusion -> inclusion
                            .withValueInclusion(JsonInclude.Include.NON_NULL)
                            .withContentInclusion(JsonInclude.Include.NON_NULL))
                    .addModule(new SimpleModule().addSerializer(new Constants()))
                    .build();

    @Override
    public String toJsonString(Object value, Type type) {
        return text(value);
    }

    static String text(Object value) {
        return MAPPER.writeValueAsString(value);
    }

    /// The name of an enum's constant in JSON.
    static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    @SuppressWarnings("rawtypes")
    private static final class Constants extends StdSerializer<Enum> {
        Constants() {
            super(Enum.class);
        }

        @Override
        public void serialize(Enum constant, JsonGenerator json, SerializationContext context) {
            json.writeString(name(constant));
        }
    }
}
