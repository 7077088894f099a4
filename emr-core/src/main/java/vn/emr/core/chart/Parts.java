package vn.emr.core.chart;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import vn.emr.core.record.Provenance;
import vn.emr.core.record.TimePoint;

/** Reads the small parts of a noun's JSON that a list shows, without reading the whole noun. */
final class Parts {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private Parts() {}

    static When when(String json) {
        return When.of(read(json, TimePoint.class));
    }

    static TimePoint time(String json) {
        return read(json, TimePoint.class);
    }

    static Origin origin(String json) {
        return Origin.of(read(json, Provenance.class));
    }

    private static <T> T read(String json, Class<T> type) {
        try {
            return json == null ? null : JSON.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("unreadable part of a revision: " + type.getSimpleName());
        }
    }
}
