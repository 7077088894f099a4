curl -sS -w '\n%{http_code}\n' '{server}/api/v1/his/claims' \
  -H 'Authorization: Bearer emrs_…' \
  -H 'Content-Type: application/xml' \
  --data-binary @hoso.xml
