printf '%s\t%s\n' 'THU-0001' '{"kind":"patient","id":"THU-1","statedAt":"202501010800","patient":{"identifiers":[{"kind":"PATIENT_NUMBER","value":"THU-0001"}],"names":["NGƯỜI THỬ NGHIỆM"]}}' |
  kafka-console-producer.sh --bootstrap-server {servers} --topic {topic} --property parse.key=true
