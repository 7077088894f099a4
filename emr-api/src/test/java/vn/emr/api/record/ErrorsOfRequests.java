package vn.emr.api.record;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import vn.emr.api.problem.ProblemMappers;

/** What the log says of requests that ended in a fault, until this is closed. */
final class ErrorsOfRequests extends Handler implements AutoCloseable {
    private final Logger logger = Logger.getLogger(ProblemMappers.class.getName());
    private final List<String> said = new ArrayList<>();

    ErrorsOfRequests() {
        setLevel(Level.ALL);
        logger.addHandler(this);
    }

    @Override
    public synchronized void publish(LogRecord entry) {
        said.add(String.valueOf(entry.getMessage())
                + List.of(entry.getParameters() == null ? new Object[0] : entry.getParameters()));
    }

    synchronized boolean none() {
        return said.isEmpty();
    }

    /** What was said since the last time. */
    synchronized List<String> taken() {
        List<String> taken = List.copyOf(said);
        said.clear();
        return taken;
    }

    @Override
    public void flush() {
        // Nothing is kept back.
    }

    @Override
    public void close() {
        logger.removeHandler(this);
    }
}
