package vn.emr.core.drop;

import com.jcraft.jsch.ChannelSftp;
import com.jcraft.jsch.ChannelSftp.LsEntrySelector;
import com.jcraft.jsch.JSch;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.Session;
import com.jcraft.jsch.SftpATTRS;
import com.jcraft.jsch.SftpException;
import com.jcraft.jsch.SftpProgressMonitor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import vn.emr.core.organization.SftpAddress;

/**
 * One connection to a sender's SFTP server, standing in the sender's folder; paths are below it. Used by one thread, {@link #close}
 * by any. Every failure is a {@link SftpTrouble}.
 */
final class SftpConnection implements AutoCloseable {
    /** A folder with more entries than this is looked at in parts. */
    static final int MOST_ENTRIES = 10_000;

    /** A server that answers keep-alives but nothing else is left after so many times the patience. */
    private static final int LONGEST_SILENCE = 6;

    private static final int CHUNK = 64 << 10;
    private static final String LOST = "Mất kết nối với máy chủ SFTP: kiểm tra mạng; máy chủ EMR tự nối lại.";

    /** A plain file over there. */
    record Entry(String name, long size, long modifiedSeconds) {}

    private interface Work<T> {
        T run() throws SftpException, IOException;
    }

    private final Session session;
    private final ChannelSftp channel;
    private final Duration patience;
    private volatile long sign = System.nanoTime();
    private volatile boolean working;

    private SftpConnection(Session session, ChannelSftp channel, Duration patience) {
        this.session = session;
        this.channel = channel;
        this.patience = patience;
    }

    /**
     * @param fingerprint of the only host key that is taken
     * @param patience with a server that says nothing
     */
    static SftpConnection open(SftpAddress address, String fingerprint, SftpSignIn signIn, Duration patience)
            throws SftpTrouble {
        int wait = (int) patience.toMillis();
        PinnedHostKey pin = new PinnedHostKey(fingerprint);
        Session session = null;
        try {
            JSch client = new JSch();
            session = client.getSession(address.user(), address.host(), address.port());
            session.setHostKeyRepository(pin);
            session.setConfig("StrictHostKeyChecking", "yes");
            session.setDaemonThread(true);
            signIn.into(client, session);
            session.connect(wait);
            session.setServerAliveCountMax(2);
            session.setServerAliveInterval(wait);
            ChannelSftp channel = (ChannelSftp) session.openChannel("sftp");
            channel.connect(wait);
            SftpConnection connection = new SftpConnection(session, channel, patience);
            Thread.ofVirtual().name("sftp-watch").start(connection::watch);
            connection.enter(address.folder());
            return connection;
        } catch (JSchException e) {
            close(session);
            throw trouble(e, pin);
        } catch (SftpTrouble e) {
            close(session);
            throw e;
        }
    }

    private static SftpTrouble trouble(JSchException e, PinnedHostKey pin) {
        if (pin.refused() != null) {
            return new SftpTrouble("Máy chủ SFTP đưa khóa " + pin.refused()
                    + ", khác khóa đã ghi cho nguồn: hỏi đơn vị gửi trước khi sửa. Không tệp nào được lấy.");
        }
        // The library has no public types for these: Auth fail, Auth cancel, Too many authentication failures …
        String said = e.getMessage() == null ? "" : e.getMessage().toLowerCase(Locale.ROOT);
        if (said.contains("auth")) {
            return new SftpTrouble("Máy chủ SFTP không nhận đăng nhập: kiểm tra người dùng và tệp khóa hoặc mật khẩu.");
        }
        if (said.startsWith("invalid privatekey")) {
            return new SftpTrouble("Tệp khóa đăng nhập SFTP không phải khóa riêng (OpenSSH hoặc PEM).");
        }
        return new SftpTrouble("Không nối được máy chủ SFTP: kiểm tra địa chỉ, mạng và máy chủ đó.");
    }

    private void enter(String folder) throws SftpTrouble {
        if (!folder.isEmpty()) {
            doing("Không có thư mục này trên máy chủ SFTP, hoặc không được vào: sửa địa chỉ của nguồn.", () -> {
                channel.cd(folder);
                return null;
            });
        }
    }

    /** Plain files (no links, no folders) of a folder; {@code .} is the sender's. At most {@link #MOST_ENTRIES} are looked at. */
    List<Entry> files(String folder) throws SftpTrouble {
        List<Entry> files = new ArrayList<>();
        int[] seen = {0};
        doing("Không đọc được thư mục " + folder + " trên máy chủ SFTP: kiểm tra quyền của người dùng.", () -> {
            channel.ls(folder, entry -> {
                sign = System.nanoTime();
                SftpATTRS is = entry.getAttrs();
                if (is.isReg()) {
                    files.add(new Entry(entry.getFilename(), is.getSize(), Integer.toUnsignedLong(is.getMTime())));
                }
                return ++seen[0] < MOST_ENTRIES ? LsEntrySelector.CONTINUE : LsEntrySelector.BREAK;
            });
            return null;
        });
        return files;
    }

    /** Whether something of that name is there, a link too. */
    boolean exists(String path) throws SftpTrouble {
        return attributes(path) != null;
    }

    /** A plain file, named by its path; null when there is none. */
    Entry entry(String path) throws SftpTrouble {
        SftpATTRS is = attributes(path);
        return is == null || !is.isReg() ? null : new Entry(path, is.getSize(), Integer.toUnsignedLong(is.getMTime()));
    }

    private SftpATTRS attributes(String path) throws SftpTrouble {
        return doing(LOST, () -> {
            try {
                return channel.lstat(path);
            } catch (SftpException e) {
                if (e.id == ChannelSftp.SSH_FX_NO_SUCH_FILE) {
                    return null;
                }
                throw e;
            }
        });
    }

    /** Makes a folder when there is none. */
    void folder(String name) throws SftpTrouble {
        if (!exists(name)) {
            doing("Không tạo được thư mục " + name + " trên máy chủ SFTP: người dùng cần quyền ghi.", () -> {
                channel.mkdir(name);
                return null;
            });
        }
    }

    void remove(String path) throws SftpTrouble {
        doing("Không xóa được tệp trên máy chủ SFTP: người dùng cần quyền ghi.", () -> {
            channel.rm(path);
            return null;
        });
    }

    /** The caller made sure that nothing has the new name. */
    void rename(String from, String to) throws SftpTrouble {
        doing("Không đổi tên được tệp trên máy chủ SFTP: người dùng cần quyền ghi.", () -> {
            channel.rename(from, to);
            return null;
        });
    }

    /**
     * Copies a file to here and puts it on the disk.
     *
     * @return bytes copied; more than {@code most} when the file is longer than that, and then it is not whole
     */
    long fetch(String path, Path to, long most) throws SftpTrouble, IOException {
        try (FileChannel file = FileChannel.open(
                to, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            byte[] chunk = new byte[CHUNK];
            InputStream in = doing("Không đọc được tệp trên máy chủ SFTP: kiểm tra quyền.", () -> channel.get(path));
            long copied = 0;
            for (int read = read(in, chunk); read >= 0 && copied <= most; read = read(in, chunk)) {
                copied += read;
                for (ByteBuffer bytes = ByteBuffer.wrap(chunk, 0, read); bytes.hasRemaining(); ) {
                    file.write(bytes);
                }
            }
            file.force(true);
            doing(LOST, () -> {
                in.close();
                return null;
            });
            return copied;
        }
    }

    private int read(InputStream in, byte[] chunk) throws SftpTrouble {
        return doing(LOST, () -> in.read(chunk));
    }

    /** Copies a file of ours to there, first under another name: who sees the name sees the whole file. */
    void send(Path file, String path) throws SftpTrouble {
        doing("Không ghi được trả lời lên máy chủ SFTP: người dùng cần quyền ghi, đĩa cần chỗ trống.", () -> {
            try (InputStream in = Files.newInputStream(file)) {
                channel.put(in, path + ".part", new Progress(), ChannelSftp.OVERWRITE);
            }
            return null;
        });
        if (exists(path)) {
            remove(path);
        }
        rename(path + ".part", path);
    }

    private final class Progress implements SftpProgressMonitor {
        @Override
        public void init(int op, String from, String to, long size) {
            sign = System.nanoTime();
        }

        @Override
        public boolean count(long bytes) {
            sign = System.nanoTime();
            return true;
        }

        @Override
        public void end() {
            sign = System.nanoTime();
        }
    }

    /** @param refused what it means when the server says no */
    private <T> T doing(String refused, Work<T> work) throws SftpTrouble {
        sign = System.nanoTime();
        working = true;
        try {
            return work.run();
        } catch (SftpException e) {
            boolean said = e.id == ChannelSftp.SSH_FX_NO_SUCH_FILE
                    || e.id == ChannelSftp.SSH_FX_PERMISSION_DENIED
                    || e.id == ChannelSftp.SSH_FX_FAILURE
                    || e.id == ChannelSftp.SSH_FX_OP_UNSUPPORTED;
            throw new SftpTrouble(said && channel.isConnected() && e.getCause() == null ? refused : LOST);
        } catch (IOException e) {
            throw e instanceof SftpTrouble trouble ? trouble : new SftpTrouble(LOST);
        } finally {
            working = false;
        }
    }

    /** Ends the connection when its server has been silent for too long in the middle of something. */
    private void watch() {
        try {
            while (usable()) {
                Thread.sleep(patience);
                if (working
                        && System.nanoTime() - sign
                                > patience.multipliedBy(LONGEST_SILENCE).toNanos()) {
                    close();
                }
            }
        } catch (InterruptedException e) {
            close();
        }
    }

    boolean usable() {
        return session.isConnected() && channel.isConnected();
    }

    @Override
    public void close() {
        close(session);
    }

    private static void close(Session session) {
        if (session != null) {
            session.disconnect();
        }
    }
}
