package vn.emr.api.bench;

import com.sun.management.GarbageCollectorMXBean;
import com.sun.management.GcInfo;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.util.List;
import javax.management.MBeanServerConnection;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** The heap of a virtual machine while something runs in it: what lives after each collection, at its highest. */
final class Heap implements AutoCloseable {
    private static final double MEGABYTE = 1024 * 1024;
    private static final long EVERY_MILLIS = 100;

    private final JMXConnector connector;
    private final MemoryMXBean memory;
    private final List<GarbageCollectorMXBean> collectors;
    private final Thread watcher = new Thread(this::watch, "heap");
    private volatile double highest;
    private volatile boolean over;

    /** Begins with nothing but what is in use. */
    Heap(long pid) throws Exception {
        VirtualMachine machine = VirtualMachine.attach(Long.toString(pid));
        try {
            connector = JMXConnectorFactory.connect(new JMXServiceURL(machine.startLocalManagementAgent()));
        } finally {
            machine.detach();
        }
        MBeanServerConnection server = connector.getMBeanServerConnection();
        memory = ManagementFactory.getPlatformMXBean(server, MemoryMXBean.class);
        collectors = ManagementFactory.getPlatformMXBeans(server, GarbageCollectorMXBean.class);
        memory.gc();
        watcher.setDaemon(true);
        watcher.start();
    }

    private void watch() {
        while (!over) {
            look();
            try {
                Thread.sleep(EVERY_MILLIS);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void look() {
        for (GarbageCollectorMXBean collector : collectors) {
            GcInfo last = collector.getLastGcInfo();
            if (last != null) {
                double used = last.getMemoryUsageAfterGc().entrySet().stream()
                        .filter(pool -> !pool.getKey().matches(".*(Metaspace|Code|Class Space).*"))
                        .mapToLong(pool -> pool.getValue().getUsed())
                        .sum();
                highest = Math.max(highest, used / MEGABYTE);
            }
        }
    }

    /** Megabytes after a collection, at most. */
    double highest() {
        return highest;
    }

    @Override
    public void close() throws IOException {
        over = true;
        watcher.interrupt();
        connector.close();
    }
}
