// CloudFront Function on requests for the page: a path that names no file is one of the page's own, which its router knows.
// A file's name has a lower-case ending; symbols such as VOD.L are in upper case.
function handler(event) {
  var request = event.request;
  var namesFile = /\.[a-z0-9]+$/.test(request.uri) || request.uri.indexOf('/assets/') === 0;
  if (!namesFile) request.uri = '/index.html';
  return request;
}
