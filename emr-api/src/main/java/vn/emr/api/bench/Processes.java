package vn.emr.api.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the kernel says of a process (Linux, {@code proc(5)}). */
public final class Processes {
    /** Linux reports times in hundredths of a second to programs, whatever its own clock is. */
    private static final double TICKS_PER_SECOND = 100;

    private static final Pattern RSS = Pattern.compile("VmRSS:\\s+(\\d+) kB");
    private static final Pattern HIGHEST_RSS = Pattern.compile("VmHWM:\\s+(\\d+) kB");

    private Processes() {}

    /** User and system seconds of a process, without its children; 0 when it is gone. */
    static double cpuSeconds(long pid) {
        return ticks(pid, 11, 12);
    }

    /** User and system seconds of a process and of all its children, also of those that have ended. */
    static double cpuSecondsWithChildren(long pid) {
        return ticks(pid, 11, 14)
                + children(pid).stream().mapToDouble(Processes::cpuSeconds).sum();
    }

    private static double ticks(long pid, int from, int to) {
        // The second field is the name in parentheses, which may hold blanks.
        String stat = read(pid, "stat");
        String[] fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ");
        double ticks = 0;
        for (int field = from; field <= to && field < fields.length; field++) {
            ticks += Long.parseLong(fields[field]);
        }
        return ticks / TICKS_PER_SECOND;
    }

    /** Resident memory in MB. */
    static double residentMegabytes(long pid) {
        return megabytes(pid, RSS);
    }

    /** The most resident memory since the process began, in MB. */
    public static double peakMegabytes(long pid) {
        return megabytes(pid, HIGHEST_RSS);
    }

    private static double megabytes(long pid, Pattern line) {
        Matcher found = line.matcher(read(pid, "status"));
        return found.find() ? Long.parseLong(found.group(1)) / 1024.0 : 0;
    }

    static List<Long> children(long pid) {
        return ProcessHandle.of(pid).stream()
                .flatMap(ProcessHandle::children)
                .map(ProcessHandle::pid)
                .toList();
    }

    private static String read(long pid, String file) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(pid), file));
        } catch (IOException e) {
            return "";
        }
    }
}
