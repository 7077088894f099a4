package vn.emr.api.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** One line that is written over on a terminal, and now and then a new line where the output goes into a file. */
final class Progress {
    private final PrintStream out;
    private final Tally tally;
    private final int messages;
    private final int studies;
    private final boolean terminal = onTerminal();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "progress");
        thread.setDaemon(true);
        return thread;
    });

    Progress(PrintStream out, Tally tally, int messages, int studies) {
        this.out = out;
        this.tally = tally;
        this.messages = messages;
        this.studies = studies;
        long millis = terminal ? 200 : 5_000;
        clock.scheduleAtFixedRate(this::print, 0, millis, TimeUnit.MILLISECONDS);
    }

    /** Java before 22 cannot say whether the output is a terminal, so Linux is asked; elsewhere lines are printed. */
    private static boolean onTerminal() {
        try {
            String output = Files.readSymbolicLink(Path.of("/proc/self/fd/1")).toString();
            return output.startsWith("/dev/pts/") || output.startsWith("/dev/tty");
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }

    private synchronized void print() {
        String line = tally.progress(messages, studies);
        if (terminal) {
            out.print("\r" + line + "\u001b[K");
            out.flush();
        } else {
            out.println(line);
        }
    }

    /** Prints the line a last time. */
    void end() {
        clock.shutdownNow();
        print();
        if (terminal) {
            out.println();
        }
    }
}
