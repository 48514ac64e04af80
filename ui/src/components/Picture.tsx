type Props = { svg: string; alt: string; className?: string };

/** A picture that Rust drew. As an image it can run nothing, whatever is in it. */
export function Picture({ svg, alt, className }: Props) {
  return <img src={`data:image/svg+xml;utf8,${encodeURIComponent(svg)}`} alt={alt} className={className} />;
}
