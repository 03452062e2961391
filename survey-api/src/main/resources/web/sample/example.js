/** A made-up province to begin with: two strata of clusters, one group, two indicators of a plan. */
export const example = () => ({
  name: 'kap-2026',
  groups: [{id: 'reproductive-age', share: 0.62, response: 0.95}],
  indicators: [
    {id: 'HP-2.1', rate: 0.9, icc: 0.05, target: 0.95},
    {id: 'HP-2.2', rate: 0.75, icc: 0.08, target: 0.9},
  ],
  domains: [],
  size: {margin: 0.03, level: 0.95, power: 0.8, take: 16, eligibility: 0.97, response: 0.9, weightVariation: 0.3},
  cost: {cluster: 3000000, listing: 5000, listed: 120, visit: 20000, interview: 90000, currency: 'VND'},
  allocation: {
    rule: 'proportional',
    strata: [
      {stratum: 'Thành thị', population: 1100000, clusters: 420},
      {stratum: 'Nông thôn', population: 850000, clusters: 610},
      {stratum: 'Hải đảo', population: 60000, clusters: 48},
    ],
  },
});
