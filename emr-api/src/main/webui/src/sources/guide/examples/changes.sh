curl -sS -w '\n%{http_code}\n' '{server}/api/v1/changes?limit=100' \
  -H 'Authorization: Bearer emrs_…'
