curl -sS -w '\n%{http_code}\n' '{server}/api/v1/his/notices' \
  -H 'Authorization: Bearer emrs_…' \
  -H 'Content-Type: application/x-ndjson' \
  -H 'Idempotency-Key: thu-1' \
  --data-binary '{"kind":"patient","id":"THU-1","statedAt":"202501010800","patient":{"identifiers":[{"kind":"PATIENT_NUMBER","value":"THU-0001"}],"names":["NGƯỜI THỬ NGHIỆM"]}}'
