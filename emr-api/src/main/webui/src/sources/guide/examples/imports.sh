curl -sS -w '\n%{http_code}\n' '{server}/api/v1/his/imports' -X POST -T hoso.xml \
  -H 'Authorization: Bearer emrs_…' \
  -H 'Content-Type: application/xml' \
  -H 'Idempotency-Key: thang-11-2026'
curl -sS '{server}/api/v1/his/imports' -H 'Authorization: Bearer emrs_…'
