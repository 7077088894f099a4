package vn.emr.api.gate;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.BeanDeserializerModifier;
import com.fasterxml.jackson.databind.deser.std.DelegatingDeserializer;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.time.temporal.Temporal;

/**
 * Days and times in bodies have a year of four digits, as RFC 3339 has them. Java reads others too, and then neither a sum of days
 * nor the database takes them; here they are a value of the wrong kind (MALFORMED_FIELD with its pointer).
 */
@Singleton
public class FourDigitYears implements ObjectMapperCustomizer {
    /** Whether a day or a time (in UTC) has such a year. */
    public static boolean has(Temporal time) {
        int year = time instanceof Instant at ? at.atOffset(ZoneOffset.UTC).getYear() : time.get(ChronoField.YEAR);
        return year >= 1 && year <= 9999;
    }

    @Override
    public void customize(ObjectMapper mapper) {
        SimpleModule years = new SimpleModule("years of four digits");
        years.setDeserializerModifier(new BeanDeserializerModifier() {
            @Override
            public JsonDeserializer<?> modifyDeserializer(
                    DeserializationConfig config, BeanDescription type, JsonDeserializer<?> usual) {
                Class<?> read = type.getBeanClass();
                return read == Instant.class || read == LocalDate.class ? new Bounded(usual) : usual;
            }
        });
        mapper.registerModule(years);
    }

    private static final class Bounded extends DelegatingDeserializer {
        private static final long serialVersionUID = 1;

        Bounded(JsonDeserializer<?> usual) {
            super(usual);
        }

        @Override
        protected JsonDeserializer<?> newDelegatingInstance(JsonDeserializer<?> usual) {
            return new Bounded(usual);
        }

        @Override
        public Object deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            Object read = super.deserialize(parser, context);
            if (read instanceof Temporal time && !has(time)) {
                throw InvalidFormatException.from(parser, "a year of four digits", read, read.getClass());
            }
            return read;
        }
    }
}
