package vn.emr.core.postgres;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;

/**
 * Which PostgreSQL processes of a cluster are alive. A killed process that nobody has collected yet (a zombie, usual in
 * containers) still answers to its number, so existence alone proves nothing; the command line is readable for
 * everybody, unlike the working folder.
 */
final class Processes {
    private static final Path PROC = Path.of("/proc");

    private Processes() {}

    /** True when process {@code pid} runs and is the PostgreSQL server of the folder {@code data}. */
    static boolean servesFolder(long pid, Path data) {
        if (ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty()) {
            return false;
        }
        if (!Files.isDirectory(PROC.resolve(Long.toString(pid)))) {
            // No /proc on this system (macOS): the number is all there is.
            return !Files.isDirectory(PROC.resolve("self"));
        }
        return !zombie(pid) && commandLine(pid).contains(data.toString());
    }

    /** The living server processes whose title carries {@code clusterName}, without the first process. */
    static List<ProcessHandle> workers(String clusterName) {
        Predicate<ProcessHandle> ours = process ->
                commandLine(process.pid()).startsWith("postgres: " + clusterName + ":") && !zombie(process.pid());
        return ProcessHandle.allProcesses().filter(ours).toList();
    }

    private static boolean zombie(long pid) {
        String stat = read(pid, "stat");
        int name = stat.lastIndexOf(')');
        return name >= 0 && stat.length() > name + 2 && stat.charAt(name + 2) == 'Z';
    }

    private static String commandLine(long pid) {
        return read(pid, "cmdline").replace('\0', ' ');
    }

    private static String read(long pid, String file) {
        try {
            return Files.readString(PROC.resolve(Long.toString(pid)).resolve(file), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            // It ended while we looked, or this system has no /proc.
            return "";
        }
    }
}
