package vn.emr.api.start;

import io.quarkus.logging.LoggingFilter;
import java.util.logging.Filter;
import java.util.logging.LogRecord;
import org.jboss.logmanager.ExtFormatter;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.formatters.PatternFormatter;
import vn.emr.core.Unforeseen;

/**
 * One event is one line of the log: control characters are written as escapes, and of an exception its classes and places
 * stand, never its message, which may hold data of a patient. Used by the packaged server.
 */
@LoggingFilter(name = "one-line")
public final class OneLine implements Filter {
    /** The message with its values, and nothing else. */
    private static final ExtFormatter MESSAGE = new PatternFormatter("%s");

    @Override
    public boolean isLoggable(LogRecord entry) {
        String text = MESSAGE.format(entry);
        if (entry.getThrown() != null) {
            text = text + ": " + Unforeseen.chain(entry.getThrown());
            entry.setThrown(null);
        }
        if (entry instanceof ExtLogRecord own) {
            own.setMessage(visible(text), ExtLogRecord.FormatStyle.NO_FORMAT);
        } else {
            entry.setMessage(visible(text));
        }
        entry.setParameters(null);
        return true;
    }

    /** CR, LF, escape and the other controls, and the separators of lines that Unicode adds, as they are written in Java. */
    static String visible(String text) {
        if (text == null || text.chars().noneMatch(OneLine::breaks)) {
            return text;
        }
        StringBuilder shown = new StringBuilder(text.length() + 16);
        text.chars().forEach(c -> {
            switch (c) {
                case '\n' -> shown.append("\\n");
                case '\r' -> shown.append("\\r");
                default -> {
                    if (breaks(c)) {
                        shown.append(String.format("\\u%04x", c));
                    } else {
                        shown.append((char) c);
                    }
                }
            }
        });
        return shown.toString();
    }

    private static boolean breaks(int c) {
        return c < ' ' && c != '\t' || c >= 0x7F && c < 0xA0 || c == 0x2028 || c == 0x2029;
    }
}
