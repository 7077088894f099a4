package vn.emr.api.start;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.flywaydb.core.api.CoreErrorCode;
import org.flywaydb.core.api.ErrorDetails;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.junit.jupiter.api.Test;

class MainTest {
    private static String reason(String validated) {
        ErrorDetails details = new ErrorDetails(CoreErrorCode.VALIDATE_ERROR, validated);
        return Main.reason(new IllegalStateException("start", new FlywayValidateException(details, validated)));
    }

    @Test
    void other_tables_than_ours_are_told_with_what_to_do_next() {
        assertEquals(
                "The tables of the database are not those this program makes (see migration 46.1): a newer program made them, or"
                        + " somebody changed them by hand. Nothing was touched. Start the program that ran last, or restore a backup"
                        + " that fits this one into an empty data folder (./emr restore).",
                reason("Migration checksum mismatch for migration version 46.1\n-> Applied to database : 1"));
        assertTrue(
                reason("Detected applied migration not resolved locally: 999.").contains("(see migration 999)"));
        assertTrue(
                reason("something else").startsWith("The tables of the database are not those this program makes: "));
    }

    @Test
    void our_own_sentences_stand_alone_and_others_say_their_kind() {
        assertEquals(
                "Port 1 is taken.", Main.reason(new RuntimeException(new IllegalStateException("Port 1 is taken."))));
        assertEquals(
                "UnsupportedOperationException: no",
                Main.reason(new RuntimeException(new UnsupportedOperationException("no"))));
    }
}
