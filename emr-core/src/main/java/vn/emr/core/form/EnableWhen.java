package vn.emr.core.form;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * When an item is asked: what another one was answered.
 *
 * @param answer a number, a boolean, or the text of a code or words
 */
public record EnableWhen(String question, Operator operator, Object answer) {
    /** How an answer is compared; all but {@code exists} are false without one. */
    public enum Operator {
        @JsonProperty("exists")
        EXISTS,
        @JsonProperty("=")
        EQUAL,
        /** There is an answer and none is this one. */
        @JsonProperty("!=")
        NOT_EQUAL,
        @JsonProperty(">")
        GREATER,
        @JsonProperty("<")
        LESS,
        @JsonProperty(">=")
        GREATER_OR_EQUAL,
        @JsonProperty("<=")
        LESS_OR_EQUAL
    }

    /** When an item with several conditions is asked. */
    public enum Behavior {
        @JsonProperty("all")
        ALL,
        @JsonProperty("any")
        ANY
    }
}
