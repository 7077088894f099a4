package vn.emr.api.bench;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.LongFunction;

/** Several workers doing one thing again and again for a while, as fast as it goes. */
final class Load {
    /** One worker of a slice, with what it keeps open. */
    interface Worker extends AutoCloseable {
        void once() throws Exception;

        @Override
        void close() throws IOException, SQLException;
    }

    /** Opens a worker. */
    interface Opening {
        Worker open() throws Exception;
    }

    /** What one slice came to. */
    record Slice(double perSecond, double p95Millis, long count) {}

    private Load() {}

    /** Runs so many workers side by side for so many seconds; any failure ends the slice. */
    static Slice run(int workers, double seconds, Opening opening) throws Exception {
        return run(
                workers,
                begun -> {
                    long end = begun + (long) (seconds * 1e9);
                    return () -> System.nanoTime() < end;
                },
                opening);
    }

    /** Runs so many workers side by side until together they have done it so many times. */
    static Slice times(int workers, long times, Opening opening) throws Exception {
        AtomicLong left = new AtomicLong(times);
        return run(workers, begun -> () -> left.getAndDecrement() > 0, opening);
    }

    /** @param until given the time it begins, says whether to go on */
    private static Slice run(int workers, LongFunction<BooleanSupplier> until, Opening opening) throws Exception {
        List<Worker> open = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(workers)) {
            for (int i = 0; i < workers; i++) {
                open.add(opening.open());
            }
            long begun = System.nanoTime();
            BooleanSupplier more = until.apply(begun);
            List<Future<long[]>> running = new ArrayList<>();
            for (Worker worker : open) {
                running.add(threads.submit(() -> repeat(worker, more)));
            }
            List<long[]> all = new ArrayList<>();
            for (Future<long[]> one : running) {
                all.add(one.get());
            }
            double took = (System.nanoTime() - begun) / 1e9;
            long[] nanos = all.stream().flatMapToLong(Arrays::stream).sorted().toArray();
            return new Slice(nanos.length / took, percentile(nanos, 0.95) / 1e6, nanos.length);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        } finally {
            for (Worker worker : open) {
                worker.close();
            }
        }
    }

    private static long[] repeat(Worker worker, BooleanSupplier more) throws Exception {
        long[] nanos = new long[1024];
        int count = 0;
        long now = System.nanoTime();
        while (more.getAsBoolean()) {
            worker.once();
            long after = System.nanoTime();
            if (count == nanos.length) {
                nanos = Arrays.copyOf(nanos, count * 2);
            }
            nanos[count++] = after - now;
            now = after;
        }
        return Arrays.copyOf(nanos, count);
    }

    /** The value that a share of the sorted values does not exceed. */
    static double percentile(long[] sorted, double share) {
        return sorted.length == 0
                ? Double.NaN
                : sorted[Math.min(sorted.length - 1, (int) Math.ceil(sorted.length * share) - 1)];
    }

    static double median(List<Double> values) {
        double[] sorted = values.stream().mapToDouble(v -> v).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
