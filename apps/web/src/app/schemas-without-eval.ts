import { config } from 'zod';

// zod would compile its parsers with `new Function`, which the page's content security policy rightly refuses. It finds
// out when a schema is made, so this module must come before every other.
config({ jitless: true });
