/** What a list shows, in the words of the address. */
export interface NewsStandFilter {
  /** The query that says the same: `tag=小红书&sort=views`. */
  query: string;
  tags: string[];
  not: string[];
  category: string[];
  author: string[];
  q: string;
  sort: string;
  /** How many articles match. */
  count: number;
}

export interface NewsStandOpen {
  /** The article's name in the archive, such as `it/6170668`. */
  article: string;
  /** Where it can be read when the host opens it by itself. */
  href: string;
}

export interface NewsStandRendered {
  article: string;
  title: string;
}

export interface NewsStandError {
  /** A sentence for the reader. */
  message: string;
  /** What could not be had. */
  address: string;
}

export interface NewsStandEventMap {
  /** The list is there. */
  "newsstand-ready": CustomEvent<{ count: number }>;
  /** The list shows something else. */
  "newsstand-filter": CustomEvent<NewsStandFilter>;
  /** An article is about to be opened; `preventDefault()` leaves it to the host. */
  "newsstand-open": CustomEvent<NewsStandOpen>;
  /** An article is on screen. */
  "newsstand-rendered": CustomEvent<NewsStandRendered>;
  "newsstand-error": CustomEvent<NewsStandError>;
}

/** `<news-stand>`: an archive of articles inside any page. Every attribute can be changed at any time. */
export class NewsStand extends HTMLElement {
  /** The site or its catalog. Without it: the site this script came from. */
  src: string | null;
  /** The article that is open. */
  article: string | null;
  /** Tags an article must all have, separated by commas. */
  tags: string | null;
  /** Tags an article must not have. */
  not: string | null;
  category: string | null;
  author: string | null;
  /** What is searched for. */
  q: string | null;
  sort: "newest" | "oldest" | "views" | "comments" | "collects" | "title" | string | null;
  /** Cards that are shown before "More". */
  limit: string | number | null;
  view: "rack" | "list" | "article" | string | null;
  theme: "auto" | "light" | "dark" | string | null;
  /** Whether articles open inside the element or on the site. */
  links: "inside" | "site" | string | null;
  /** The level of the element's first headings, 1 to 5. */
  headingLevel: string | number | null;
  /** Whether pictures of articles are loaded. */
  media: "ask" | "allow" | "block" | "none" | string | null;
  /** Keeps what is shown in the address of the page, in parameters that begin with this. */
  urlPrefix: string | null;

  /** What is shown, as the query of an address. */
  state: string;
  /** Opens an article. */
  open(article: string): void;
  /** Goes back to the list. */
  close(): void;

  addEventListener<K extends keyof NewsStandEventMap>(
    type: K,
    listener: (this: NewsStand, event: NewsStandEventMap[K]) => void,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(type: string, listener: EventListenerOrEventListenerObject, options?: boolean | AddEventListenerOptions): void;
}

declare global {
  interface HTMLElementTagNameMap {
    "news-stand": NewsStand;
  }
}
