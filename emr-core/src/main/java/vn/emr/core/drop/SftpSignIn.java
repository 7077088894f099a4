package vn.emr.core.drop;

import com.jcraft.jsch.JSch;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.KeyPair;
import com.jcraft.jsch.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;

/**
 * How we prove who we are at a sender's SFTP server: a private key {@code keys/sftp/FOLDER.key} or a password
 * {@code keys/sftp/FOLDER.password} below the data folder, read at each sign-in. Neither is ever in the database or a log.
 */
final class SftpSignIn {
    private static final int LONGEST = 64 << 10;

    private final Path key;
    private final Path password;

    /** @param keys the folder {@code keys} of the data folder */
    SftpSignIn(Path keys, String folder) {
        key = keys.resolve("sftp").resolve(folder + ".key");
        password = keys.resolve("sftp").resolve(folder + ".password");
    }

    /** Puts the secret into a session that is about to connect. */
    void into(JSch client, Session session) throws SftpTrouble, JSchException {
        byte[] secret = secret(key);
        if (secret != null) {
            if (KeyPair.load(client, secret, null).isEncrypted()) {
                throw new SftpTrouble("Khóa đăng nhập SFTP có mật khẩu: đặt khóa không mật khẩu vào " + key + ".");
            }
            client.addIdentity("sftp", secret, null, null);
            session.setConfig("PreferredAuthentications", "publickey");
            return;
        }
        secret = secret(password);
        if (secret == null) {
            throw new SftpTrouble("Chưa có khóa đăng nhập SFTP: đặt khóa riêng vào " + key + " hoặc mật khẩu vào "
                    + password + ", chmod 600.");
        }
        session.setPassword(withoutLineEnd(secret));
        session.setConfig("PreferredAuthentications", "password,keyboard-interactive");
    }

    /** The content; null when there is no such file. */
    private static byte[] secret(Path file) throws SftpTrouble {
        try {
            if (Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_READ)) {
                throw new SftpTrouble("Mọi người đọc được " + file + ": chmod 600 tệp này.");
            }
            if (Files.size(file) > LONGEST) {
                throw new SftpTrouble("Tệp " + file + " quá lớn để là khóa đăng nhập.");
            }
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            return null;
        } catch (SftpTrouble e) {
            throw e;
        } catch (IOException e) {
            throw new SftpTrouble("Không đọc được " + file + ": kiểm tra quyền đọc của máy chủ.");
        }
    }

    private static byte[] withoutLineEnd(byte[] secret) {
        int length = secret.length;
        while (length > 0 && (secret[length - 1] == '\n' || secret[length - 1] == '\r')) {
            length--;
        }
        return java.util.Arrays.copyOf(secret, length);
    }
}
