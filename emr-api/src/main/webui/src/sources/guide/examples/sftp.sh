ssh-keyscan -p {sftpport} {sftphost} | ssh-keygen -l -f -
sha256sum thu-1.hl7 >thu-1.hl7.sha256
sftp -P {sftpport} -b - {sftp} <<'LENH'
cd {sftpfolder}
put thu-1.hl7.sha256
put thu-1.hl7 thu-1.hl7.tmp
rename thu-1.hl7.tmp thu-1.hl7
LENH
